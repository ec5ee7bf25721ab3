# What the machine could not do, and why

unable-why = :{" "}
unable-listen = cannot listen on `{ $address }`
unable-folder = cannot make the folder `{ $path }`
unable-make = cannot make `{ $path }`
unable-write = cannot write `{ $path }`
unable-write-in = cannot write in `{ $path }`
unable-read = cannot read `{ $path }`
unable-outside = `{ $path }` is no file inside of the knowledge base
unable-repository = cannot open the repository `{ $path }`
unable-repository-of = cannot open the repository of `{ $path }`
unable-owner = another user owns it; where you trust it, run git config --global --add safe.directory { $path }
unable-lock = cannot lock `{ $path }`
unable-page = cannot make the page `{ $path }`
unable-report = cannot write the report as { $format }
unable-index = cannot open the search index
unable-index-in = cannot make the index in `{ $path }`
unable-hold = `{ $path }` holds a knowledge base or a repository and cannot hold what is made
unable-address-taken = another program uses this address
unable-address-none = this machine has no such address
unable-there = there is one already
unable-is-folder = it is a folder
unable-no-folder = what stands on the way is no folder
unable-missing = there is no such file or folder
unable-forbidden = permission denied
unable-read-only = the disk can only be read
unable-full = no space is left on the disk
