"""`routeplan completion`: a script that completes command lines in a shell. It is printed; nothing is installed."""

from __future__ import annotations

from routeplan.cli.options import Argument, Command, Values
from routeplan.cli.outcome import Outcome

COMMAND = Command(
    "completion",
    (Argument("SHELL", "bash, zsh or fish."),),
    (),
    (
        "routeplan completion bash > ~/.bash_completion",
        "routeplan completion zsh > ~/.zfunc/_routeplan",
        "routeplan completion fish > ~/.config/fish/completions/routeplan.fish",
    ),
)

_BASH = r"""# bash completion of routeplan
_routeplan() {
    # by blanks, not by COMP_WORDS: bash cuts words at colons too, as in country:RU
    local before="${COMP_LINE:0:COMP_POINT}" line typed
    local -a words
    read -ra words <<< "$before"
    [[ "$before" == *[[:space:]] ]] && words+=("")
    typed="${words[-1]}"
    COMPREPLY=()
    while IFS=$'\t' read -r line _; do
        if [[ "$line" == :files ]]; then
            compopt -o filenames 2>/dev/null
            mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$typed")
        else
            COMPREPLY+=("${line#"${typed%"${typed##*:}"}"}")
        fi
    done < <(routeplan __complete "${words[@]:1}" 2>/dev/null)
}
complete -F _routeplan routeplan
"""

_ZSH = r"""#compdef routeplan
_routeplan() {
    local line value about
    local -a shown
    for line in "${(@f)$(routeplan __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -z "$line" ]] && continue
        value="${line%%$'\t'*}"
        about="${line#*$'\t'}"
        if [[ "$value" == :files ]]; then
            _files
        else
            shown+=("${value//:/\\:}:$about")
        fi
    done
    (( ${#shown} )) && _describe -V routeplan shown -U
}
if [[ "$funcstack[1]" == _routeplan ]]; then _routeplan "$@"; else compdef _routeplan routeplan; fi
"""

_FISH = r"""# fish completion of routeplan
function __routeplan_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in (routeplan __complete $words[2..-1] 2>/dev/null)
        if string match -q ':files*' -- $line
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c routeplan -f -a '(__routeplan_complete)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def run(values: Values) -> Outcome:
    from routeplan.errors import UsageError
    from routeplan.units import quote

    shell = values["shell"].casefold()
    if shell not in SCRIPTS:
        raise UsageError(f"no completion for {quote(values['shell'])}", help="one of " + ", ".join(SCRIPTS))
    return Outcome(SCRIPTS[shell])
