# Completion of generator-backend-package for fish: generator-backend-package completion fish | source
function __generator_backend_package
    set -l line (commandline -cp | string collect)
    generator-backend-package completion --line="$line" 2>/dev/null | string replace -r ' \t' \t
end
complete -c generator-backend-package -f -a '(__generator_backend_package)'
