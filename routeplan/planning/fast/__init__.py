"""The same bounds and searches by compiled code: the optional accelerator, `routeplan[fast]`.

Importing it takes longer than most searches, so a mesh turns to it only after enough work (see `Mesh.arrays`). It
changes no answer: weights are the same integers, kept as columns where Python packs them.
"""
