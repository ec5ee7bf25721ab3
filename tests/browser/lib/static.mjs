// A plain web server below a path, strict about what pages may load.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join, normalize } from "node:path";

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml" };

/** Serves `folder` below `/kb/`; answers `{address, close}`. */
export async function serve(folder) {
  const server = createServer(async (request, answer) => {
    let path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (path.endsWith("/")) path += "index.html";
    try {
      if (!path.startsWith("/kb/")) throw new Error("outside");
      const bytes = await readFile(join(folder, normalize(path.slice(3))));
      const type = TYPES[path.split(".").pop()] ?? "application/octet-stream";
      answer.writeHead(200, { "Content-Type": type, "Content-Security-Policy": "default-src 'self'" }).end(bytes);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/kb/`, close: () => server.close() };
}
