# What the dev server says

serve-listening = serving at { $url }
serve-exposed = { $addr } can be reached by other machines: whoever reaches it reads everything, restricted records too
serve-polling = looking for changes by polling
serve-polling-limit = the system watches no more folders (fs.inotify.max_user_watches), looking for changes by polling
serve-blind = changes are not seen: { $error }
serve-loaded = { $changed ->
    [-1] loaded
    [one] { $changed } file changed
   *[other] { $changed } files changed
 } in { $ms } ms
serve-load-failed = cannot load, the last state stays: { $error }
serve-page-failed = cannot make `{ $path }`: { $error }

serve-fault-load = The knowledge base cannot be loaded
serve-fault-page = This page cannot be made
serve-fault-note = Mend the cause and save: this page recovers by itself.
serve-fault-close = Close
serve-findings = { $errors ->
    [one] 1 error
   *[other] { $errors } errors
 }, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
 }
