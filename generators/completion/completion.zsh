#compdef generator-backend-package
# Completion of generator-backend-package for zsh: eval "$(generator-backend-package completion zsh)" after compinit,
# or this as _generator-backend-package in a folder of $fpath.
_generator_backend_package() {
  local line answer word
  local -a finished open
  line="${(j: :)words[1,CURRENT-1]} $PREFIX"
  while IFS= read -r answer; do
    word="${answer%%$'\t'*}"
    if [[ $word == *' ' ]]; then
      finished+=("${${word% }//:/\\:}:${answer#*$'\t'}")
    else
      open+=("${word//:/\\:}:${answer#*$'\t'}")
    fi
  done < <("${(Q)words[1]}" completion --line="$line" 2>/dev/null)
  _describe -V 'word' finished -- open -S ''
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _generator_backend_package "$@"
else
  compdef _generator_backend_package generator-backend-package
fi
