//! What a browser does not get, and what cannot hinder others.

use super::*;

#[test]
fn paths_that_lead_out_get_nothing() {
    let site = Site::with(&[("a.md", "正文")], Serving::default(), |root| {
        fs::write(root.join("../secret.html"), "secret").unwrap();
    });
    for path in [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/..%5csecret.html",
        "/x/../../secret.html",
        "/a.html%00",
        "/a%0d%0aSet-Cookie:%20x=1",
        "/C:/secret.html",
        "http://localhost/a.html",
    ] {
        let answer = site.get(path);
        assert_eq!(answer.status, 400, "{path}");
        assert!(!answer.body.contains("secret"), "{path}");
    }
    for path in ["//etc/passwd", "/etc/passwd", "/kb/content/a.md"] {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
}

#[test]
fn only_this_machine_may_be_meant() {
    let site = Site::new(&[("a.md", "正文")]);
    let port = site.addr().port();
    for host in [
        "localhost".to_owned(),
        format!("127.0.0.1:{port}"),
        format!("[::1]:{port}"),
    ] {
        let answer = site.send(&format!("GET /a.html HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        assert_eq!(answer.status, 200, "{host}");
    }
    for target in [
        "/a.html",
        "/api/search?q=a",
        "/__casebook/version",
        "/__casebook/events",
    ] {
        let answer = site.send(&format!(
            "GET {target} HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n"
        ));
        assert_eq!(answer.status, 403, "{target}");
        assert!(!answer.body.contains("正文"));
        let origin = "Host: localhost\r\nOrigin: http://evil.example";
        assert_eq!(
            site.send(&format!("GET {target} HTTP/1.1\r\n{origin}\r\n\r\n"))
                .status,
            403
        );
    }
    assert_eq!(site.send("GET /a.html HTTP/1.1\r\n\r\n").status, 400);
    let answer = site.get("/a.html");
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[test]
fn no_request_can_write_a_header() {
    let site = Site::new(&[]);
    for target in [
        "/api/search?q=a%0d%0aSet-Cookie:%20x=1",
        "/none?%0d%0aSet-Cookie:%20x=1",
        "/%E6%96%87%E4%BB%B6%E5%A4%B9?%0d%0aSet-Cookie:%20x=1",
        "/文件夹%0d%0aSet-Cookie:%20x=1",
        "/a\rSet-Cookie:x=1",
        "/a\nSet-Cookie:x=1",
    ] {
        let answer = site.get(target);
        assert!(
            !answer.head.to_lowercase().contains("set-cookie"),
            "{target}: {}",
            answer.head
        );
        assert!(answer.head.is_ascii(), "{target}");
    }
}

#[test]
fn only_questions_are_answered() {
    let site = Site::new(&[("a.md", "正文")]);
    let body = "x".repeat(100_000);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"] {
        let length = body.len();
        let request =
            format!("{method} /a.html HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n{body}");
        let answer = site.send(&request);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
    }
    let smuggled = "GET /a.html HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n";
    let answer = site.send(smuggled);
    assert_eq!(answer.status, 400);
    assert!(!answer.body.contains("HTTP/1.1"), "{}", answer.body);
    assert_eq!(site.send("nonsense\r\n\r\n").status, 400);
    assert_eq!(site.send("GET / HTTP/3.0\r\nHost: localhost\r\n\r\n").status, 505);
}

#[test]
fn one_connection_is_one_request() {
    let site = Site::new(&[("a.md", "first"), ("b.md", "second")]);
    let second = "GET /b.html HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let length = second.len();
    for (header, wanted) in [
        ("Connection: keep-alive".to_owned(), 200),
        ("Content-Length: 0".to_owned(), 200),
        (format!("Content-Length: {length}"), 400),
        ("Content-Length: 1".to_owned(), 400),
        ("Content-Length: 18446744073709551615".to_owned(), 400),
        ("Content-Length: 5\r\nExpect: 100-continue".to_owned(), 400),
        ("Transfer-Encoding: chunked".to_owned(), 400),
        ("Transfer-Encoding : chunked".to_owned(), 400),
        ("Content-Length: 0\r\nTransfer-Encoding: chunked".to_owned(), 400),
        ("Connection: upgrade\r\nUpgrade: h2c".to_owned(), 200),
    ] {
        let first = format!("GET /a.html HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n");
        let answer = site.send(&format!("{first}{second}{second}"));
        assert_eq!(answer.status, wanted, "{header}");
        assert_eq!(answer.body.contains("first"), wanted == 200, "{header}");
        assert!(
            !answer.body.contains("second") && !answer.body.contains("HTTP/"),
            "{header}"
        );
    }
}

#[test]
fn slow_readers_hinder_nobody() {
    let large = "x".repeat(8 * 1024 * 1024);
    let site = Site::new(&[("a.md", "正文"), ("large.md", &large)]);
    let slow: Vec<TcpStream> = (0..12)
        .map(|_| {
            let mut stream = site.connect();
            stream
                .write_all(b"GET /large.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .unwrap();
            stream
        })
        .collect();
    thread::sleep(Duration::from_millis(200));
    assert_eq!(site.get("/a.html").status, 200);
    drop(slow);
    let whole = site.get("/large.html");
    assert_eq!(
        whole.header("content-length"),
        Some(whole.body.len().to_string().as_str())
    );
    assert!(whole.body.len() > large.len());
}

#[test]
fn pages_that_left_make_room() {
    let site = Site::new(&[("a.md", "正文")]);
    for _ in 0..3 {
        drop((0..60).map(|_| Versions::listen(&site)).collect::<Vec<_>>());
    }
    until("room", || {
        let mut stream = site.connect();
        stream
            .write_all(b"GET /__casebook/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .unwrap();
        stream.read(&mut [0; 64]).is_ok_and(|read| read > 0)
    });
}

#[test]
fn a_request_without_end_is_cut_off() {
    let site = Site::new(&[]);
    let endless = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}", "x".repeat(20_000));
    assert_eq!(site.send(&endless).status, 431);
}

#[test]
fn half_open_connections_hinder_nobody() {
    let site = Site::new(&[("a.md", "正文")]);
    // More than there is room for.
    for count in [50, 300] {
        let idle: Vec<TcpStream> = (0..count)
            .map(|n| {
                let mut stream = site.connect();
                if n % 2 == 0 {
                    stream.write_all(b"GET /a.html HTTP/1.1\r\nHost: loc").unwrap();
                }
                stream
            })
            .collect();
        for _ in 0..5 {
            assert_eq!(site.get("/a.html").status, 200);
        }
        drop(idle);
    }
}

#[test]
fn a_request_that_stops_is_told_so() {
    let site = Site::new(&[]);
    let answer = site.send("GET / HTTP/1.1\r\n");
    assert_eq!(answer.status, 408);
}

#[test]
fn an_open_address_is_a_warning() {
    let dir = tempfile::tempdir().unwrap();
    let serving = Serving {
        addr: Some("0.0.0.0:0".parse().unwrap()),
        root: dir.path().to_path_buf(),
        ..Serving::default()
    };
    let events = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&events);
    let load = |_: &Changes| -> Result<Option<Arc<dyn View>>> { bail!("nothing to load") };
    let server = start(serving, load, move |event| told.lock().unwrap().push(event)).unwrap();
    let events = events.lock().unwrap();
    assert!(events.contains(&Event::Exposed { addr: server.addr() }));
    assert!(
        events
            .iter()
            .all(|event| event.is_warning() || matches!(event, Event::Listening { .. }))
    );
}
