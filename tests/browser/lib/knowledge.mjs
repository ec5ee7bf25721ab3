// The sample knowledge base in a folder of its own, and the program on it.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const TARGET = process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, "target");
const PROGRAM = process.env.CASEBOOK ?? join(TARGET, "release", "casebook");
const PATIENCE = 60_000;

export class Knowledge {
  /** Copies the sample and commits it at a fixed time; `languages` are those that it offers, by default one. */
  constructor({ languages = "" } = {}) {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: run \`cargo build --release\` first`);
    this.temp = mkdtempSync(join(tmpdir(), "casebook-browser-"));
    this.root = join(this.temp, "kb");
    this.servers = [];
    mkdirSync(join(this.temp, "home"));
    for (const name of ["content", "casebook.yaml", "contract.yaml"]) {
      cpSync(join(REPOSITORY, name), join(this.root, name), { recursive: true });
    }
    const config = join(this.root, "casebook.yaml");
    writeFileSync(config, readFileSync(config, "utf8").replace(/^languages:.*$/m, languages));
    this.git("init", "--quiet");
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", "记录");
  }

  env() {
    return { PATH: process.env.PATH, HOME: join(this.temp, "home"), LANG: "C.UTF-8", TZ: "UTC" };
  }

  git(...args) {
    const date = "2023-11-01T09:00:00+08:00";
    const who = { GIT_AUTHOR_NAME: "张伟", GIT_AUTHOR_EMAIL: "zhangwei@example.org", GIT_AUTHOR_DATE: date };
    const by = { GIT_COMMITTER_NAME: "张伟", GIT_COMMITTER_EMAIL: "zhangwei@example.org", GIT_COMMITTER_DATE: date };
    execFileSync("git", args, { cwd: this.root, env: { ...this.env(), ...who, ...by } });
  }

  run(...args) {
    return execFileSync(PROGRAM, args, { cwd: this.root, env: this.env(), encoding: "utf8", timeout: PATIENCE });
  }

  /** What a command says beside its answer. */
  told(...args) {
    return spawnSync(PROGRAM, args, { cwd: this.root, env: this.env(), encoding: "utf8", timeout: PATIENCE }).stderr;
  }

  /** Builds the site and the report of a month. */
  build() {
    this.run("report", "2023-09");
    this.run("build");
    return this;
  }

  /** The address of a file for the browser. */
  file(path) {
    return pathToFileURL(join(this.root, path)).href;
  }

  /** Starts the server on a free port; answers its address once it can be asked. */
  async serve() {
    const port = await freePort();
    const server = spawn(PROGRAM, ["serve", "--addr", `127.0.0.1:${port}`], { cwd: this.root, env: this.env() });
    this.servers.push(server);
    let said = "";
    for (const stream of [server.stdout, server.stderr]) stream.on("data", (bytes) => (said += bytes));
    const address = `http://127.0.0.1:${port}/`;
    const end = Date.now() + PATIENCE;
    while (Date.now() < end && server.exitCode === null) {
      if (await fetch(address).then((answer) => answer.ok, () => false)) return address;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the server did not answer at ${address}; it said:\n${said}`);
  }

  close() {
    for (const server of this.servers) server.kill();
    rmSync(this.temp, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.on("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** The page of the first record of a kind, in the order of paths. */
export function firstPage(root, folder) {
  const records = readdirSync(join(root, "content", folder), { recursive: true }).filter((path) => path.endsWith(".md"));
  if (records.length === 0) throw new Error(`content/${folder} holds no record`);
  const [first] = records.map((path) => path.replaceAll("\\", "/")).sort();
  return `site/${folder}/${first.replace(/\.md$/, ".html")}`;
}
