# Completion of generator-backend-package for bash: eval "$(generator-backend-package completion bash)"
_generator_backend_package() {
  local line="${COMP_LINE:0:COMP_POINT}" word cut="" answer
  word="${line##*[[:space:]]}"
  # Bash replaces what is behind the last character of these, as the user has set them.
  case "$COMP_WORDBREAKS" in *:*) cut="${word%"${word##*:}"}" ;; esac
  case "$COMP_WORDBREAKS" in *=*) [[ ${word##*=} == *:* ]] || cut="${word%"${word##*=}"}" ;; esac
  COMPREPLY=()
  while IFS= read -r answer; do
    answer="${answer%%$'\t'*}"
    COMPREPLY+=("${answer#"$cut"}")
  done < <("$1" completion --line="$line" 2>/dev/null)
}
complete -o nospace -F _generator_backend_package generator-backend-package
