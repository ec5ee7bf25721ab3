# Git hooks, and building from a repository

help-build-repo = build from this repository, a bare one too, instead of the files here
help-build-rev = build this revision instead of the files here; main:kb is the folder kb of main (default HEAD)
help-hook = let git check the records and build the site
help-hook-install = install the hooks: before a commit; with --server, before and after a push
help-hook-install-server = the hooks of a repository that is pushed to: refuse what has errors, build what is good
help-hook-install-out = where the site goes (default `site` in the repository's own folder)
help-hook-install-rev = the branch to build, main:kb with the folder of the knowledge base (default the branch HEAD points to)
help-hook-remove = remove our hooks; those of others stay
help-hook-remove-server = the hooks of a repository that is pushed to
help-hook-run = what the hooks call
help-hook-run-name = the hook
help-hook-run-inside = the folder of the knowledge base in the repository
help-hook-run-out = where the site goes
help-hook-run-rev = the branch to build
repo-none = { $path } belongs to no git repository
repo-open = cannot open the repository { $path }: { $detail }
repo-no-commits = the repository { $path } has no commits yet, so there is nothing to build
repo-no-revision = there is no commit `{ $revision }` in the repository { $path }
repo-folder = `{ $written }` names no folder of a revision, as `main:kb` does
repo-no-knowledge-base = there is no knowledge base in `{ $revision }` (neither casebook.yaml nor records in content/); name its folder if it lies in one: `{ $example }`
hook-bare = { $path } is a bare repository, in which nobody commits; add --server for the hooks of one that is pushed to
hook-installed = installed { $path }
hook-site = pushes to the branch `{ $branch }` build the site in { $path }
hook-removed = removed { $path }
hook-left = { $path } was not written by casebook and was left alone
hook-none = there is no { $path }
hook-foreign =
    there are hooks of others, and nothing was written. To run casebook first, add below the first line of each:
    { $lines }
hook-foreign-line =
    { $path }
        { $line }
hook-missing-commit = casebook: the program is gone, so the records were not checked; `casebook hook install` puts the hook right
hook-missing-push = casebook: the program is gone, so the records cannot be checked and the push is refused; run `casebook hook install --server` again
hook-missing-site = casebook: the program is gone, so the site was not built; run `casebook hook install --server` again
hook-commit-refused = the commit was refused; mend the errors, or commit without this check: `git commit --no-verify`
hook-push-refused = the push to the branch `{ $branch }` was refused; mend the errors and push again
hook-no-branch = no site was built: it is built from the branch `{ $branch }`, which does not exist; name another with `casebook hook install --server --rev BRANCH`
hook-no-knowledge-base = no site was built: the branch `{ $branch }` holds no knowledge base (neither casebook.yaml nor records in content/)
hook-build-failed = the site was not built, and { $path } stays as it was: { $detail }
