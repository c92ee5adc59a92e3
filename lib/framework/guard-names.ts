/** Names that say that something lets only some callers in. */
const SAYS_AUTH =
  /current_?(?:active_?)?(?:user|account|admin|superuser)|auth|(?:log|sign)(?:ged|ed)?_?in|token|permission|require|role|admin|superuser|staff|verify|jwt|bearer|api_?key|principal|identity|scope/i;
const IS_NO_GUARD =
  /service|repo|crud|dao|uow|unit_of_work|manager|session|form|settings|config|client|use_?case|redis|_db$/i;

/** Whether a dependency of this name lets only some callers in. */
export function saysGuard(name: string): boolean {
  return SAYS_AUTH.test(name) && !IS_NO_GUARD.test(name);
}

/** Whether a name says that something lets only some callers in. */
export function saysAuthentication(name: string): boolean {
  return /^(?:protected?|guard(?:ed)?|restrict(?:ed)?|private|secured?)$/i.test(name) || saysGuard(name);
}
