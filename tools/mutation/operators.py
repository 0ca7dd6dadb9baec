"""Every small fault that could be in a module: its source with one comparison, figure or statement changed."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
# Asserts are left alone: they state what the types cannot.
REMOVABLE = ast.Raise | ast.Continue | ast.Break | ast.AugAssign | ast.Delete


class Mutant(NamedTuple):
    """`before` and `after` are the lines changed, without their indentation and on one line."""

    line: int
    before: str
    after: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """All of them, in the order of the source. Annotations, docstrings, asserts and texts stay as they are."""
    lines = source.encode().splitlines(keepends=True)
    found = []
    for node in _places(ast.parse(source)):
        for changed in _changes(node):
            text = ast.unparse(changed)
            found.append(_spliced(lines, node, f"({text})" if isinstance(node, ast.expr) else text))
    return sorted({one.source: one for one in found if _reads(one.source)}.values())


def _places(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    if isinstance(node, ast.JoinedStr | ast.Assert | ast.Import | ast.ImportFrom):
        return
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.keyword) and node.arg == "strict":  # states what holds, as an assert does
        return
    if isinstance(node, ast.expr | ast.stmt):
        yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _places(child)


def _changes(node: ast.expr | ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            for i, op in enumerate(node.ops):
                yield _with(node, ops=[*node.ops[:i], COMPARISONS[type(op)](), *node.ops[i + 1 :]])
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp(op=op) if type(op) in OPERATIONS:
            yield _with(node, op=OPERATIONS[type(op)]())
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield ast.Constant(node.value + 1)
        case ast.Name(ctx=ast.Load()) if node.id in NAMES:
            yield ast.Name(NAMES[node.id])
        case ast.IfExp():
            yield _with(node, body=node.orelse, orelse=node.body)
        case ast.Return(value=ast.expr()) if not _is_nothing(node.value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.AugAssign(op=op) if type(op) in OPERATIONS:
            yield _with(node, op=OPERATIONS[type(op)]())
            yield ast.Pass()
        case _ if isinstance(node, REMOVABLE):
            yield ast.Pass()
    # The branches of an `if` change places when its condition is turned round.
    if isinstance(node, ast.If | ast.While) and not isinstance(node.test, ast.Compare | ast.Constant):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _is_nothing(node: ast.AST | None) -> bool:
    """None, or False, which nobody tells from it."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _spliced(lines: list[bytes], node: ast.expr | ast.stmt, text: str) -> Mutant:
    if isinstance(node, ast.If | ast.While):  # its condition alone, not all that depends on it
        text = f"(not ({ast.unparse(node.test)}))"
        node = node.test
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    head, tail = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
    changed = head + text.encode() + tail
    source = b"".join([*lines[:first], changed, *lines[last + 1 :]]).decode()
    before = b"".join(lines[first : last + 1]).decode()
    return Mutant(node.lineno, " ".join(before.split()), " ".join(changed.decode().split()), source)


def _reads(source: str) -> bool:
    try:
        compile(source, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
