#![allow(clippy::unwrap_used)]
use super::{addresses, file};
use crate::base::RelPath;
use crate::config::{Config, Written};
use crate::record::{Input, Record, read};
use proptest::prelude::*;

#[test]
fn an_address_is_masked_wherever_it_stands() {
    for (written, shown) in [
        ("服务器10.1.2.3重启", "服务器x.x.x.x重启"),
        ("http://10.1.2.3:8080/a", "http://x.x.x.x/a"),
        ("10.1.2.3/24 到 10.1.2.9。", "x.x.x.x/24 到 x.x.x.x。"),
        ("10.1.2.3-10.1.2.9.", "x.x.x.x-x.x.x.x."),
        ("host: \"192.168.0.10\"", "host: \"x.x.x.x\""),
        ("IP10.1.2.3，ip=10.1.2.3", "IPx.x.x.x，ip=x.x.x.x"),
        ("地址...10.1.2.3 addr10.1.2.3", "地址...x.x.x.x addrx.x.x.x"),
        ("Oracle11.2.0.4 a.11.2.0.4", "Oracle11.2.0.4 a.11.2.0.4"),
        (r"^10\.1\.2\.3$", "^x.x.x.x$"),
        (r#"{"log":"a\n10.1.2.3 b"}"#, r#"{"log":"a\nx.x.x.x b"}"#),
        ("fe80::1ff:fe23:4567:890a%eth0", "x.x.x.x%eth0"),
        ("[2001:db8::7]:443 2001:db8:0:0:1:2:3:4:", "x.x.x.x x.x.x.x:"),
        ("http://[2001:db8::7]/", "http://[x.x.x.x]/"),
    ] {
        assert_eq!(addresses(written, false), shown, "{written}");
    }
}

#[test]
fn an_address_is_masked_however_its_signs_are_written() {
    for (written, shown) in [
        ("服务器１０．１．２．３重启", "服务器x.x.x.x重启"),
        ("１０.１.２.３：８０８０，已通", "x.x.x.x，已通"),
        ("１０．１．2.3、10.1.2.9", "x.x.x.x、x.x.x.x"),
        ("10\u{200B}.1.2.3", "x.x.x.x"),
        ("10。1。2。3。重启，第10。", "x.x.x.x。重启，第10。"),
        ("ｆｅ８０：：１２", "x.x.x.x"),
        (
            "ｖ５．４．０．１ １２７．０．０．１",
            "ｖ５．４．０．１ １２７．０．０．１",
        ),
    ] {
        assert_eq!(addresses(written, false), shown, "{written}");
    }
    for (written, shown) in [
        ("主机 **10**.1.2.3。", "主机 **x.x.x.x。"),
        ("`10`.1.2.3", "`x.x.x.x"),
        ("_10_.1.2.3 a_10.1.2.3", "_x.x.x.x a_10.1.2.3"),
        ("10&#46;1.2.3 10&#x2E;1&period;2.3", "x.x.x.x x.x.x.x"),
        ("10.1.2.&#51;，", "x.x.x.x，"),
        (r"10\.1.2.3", "x.x.x.x"),
        ("10<b>.1</b>.2.3 和<b>甲</b>", "x.x.x.x 和<b>甲</b>"),
        ("10.1<!-- 注 -->.2.3", "x.x.x.x"),
        (
            "&amp; **甲** 1.2.3 v**5**.4.0.1",
            "&amp; **甲** 1.2.3 v**5**.4.0.1",
        ),
    ] {
        assert_eq!(addresses(written, true), shown, "{written}");
        let text = format!("甲 {written}");
        assert_eq!(addresses(&text, true), format!("甲 {shown}"), "{text}");
    }
}

#[test]
fn what_is_none_stays() {
    for text in [
        "127.0.0.1:3306 0.0.0.0 ::1 :: 0:0:0:0:0:0:0:1",
        "1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 1::2::3 1:2:3:4:5:6:7::8 12345::1",
        "v5.4.0.1 V11.1.2.3 wps12.1.0.15 1.2.3.4a",
        "1.3.6.1.4.1 300.1.1.1 10.20.x.x 2023.5.12 1.2.3",
        "12:30:45 2023-05-12T09:20:00+08:00 00:1a:2b:3c:4d:5e",
        "std::fs a::b key: value x.x.x.x",
    ] {
        assert_eq!(addresses(text, false), text);
    }
}

#[test]
fn files_that_are_text_are_masked_in_any_encoding() {
    let of = |path: &str, bytes: &[u8]| file(&RelPath::new(path).unwrap(), bytes.to_vec());
    for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let wide = |text: &str| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        assert_eq!(
            of("a.csv", &wide("\u{FEFF}主机,10.1.2.3")),
            wide("\u{FEFF}主机,x.x.x.x")
        );
    }
    for path in ["a.py", "a.svg", "a.log.1", "README"] {
        assert_eq!(of(path, b"10.1.2.3"), b"x.x.x.x", "{path}");
    }
    assert_eq!(of("a.bin", b"\0 10.1.2.3"), b"\0 10.1.2.3");
    assert_eq!(
        of("a/log.TXT", "主机10.1.2.3".as_bytes()),
        "主机x.x.x.x".as_bytes()
    );
    assert_eq!(
        of("a.csv", b"\xd6\xf710.1.2.3\xbb\xfa"),
        b"\xd6\xf7x.x.x.x\xbb\xfa"
    );
    assert_eq!(of("a.png", b"10.1.2.3"), b"10.1.2.3");
}

/// The record of a training that `front` makes.
fn training(front: &str) -> Record {
    let config = Config::settle(&Written::default());
    let path = RelPath::new("content/trainings/TR-20231025-01.md").unwrap();
    let input = Input {
        config: &config,
        path: &path,
        below: "TR-20231025-01",
        kind: config.kinds.get("training").unwrap(),
    };
    read(&input, format!("---\n{front}\n---\n").as_bytes()).unwrap()
}

#[test]
fn what_is_personal_is_masked_and_what_nobody_declared_is_gone() {
    let record = training("title: a\nattendees: [王芳, 李娜]\ntrainer: 张伟\ntel: 13800001111");
    let masked = record.masked("***");
    assert_eq!(masked.list("attendees"), ["***"]);
    assert!(masked.extra.is_empty() && !record.extra.is_empty());
    assert_eq!(masked.text("trainer"), record.text("trainer"));
    assert_eq!(
        (&masked.title, masked.id.as_str()),
        (&record.title, record.id.as_str())
    );
    // What is not there is not made up.
    assert!(training("title: a").masked("***").get("attendees").is_none());
    assert_eq!(masked.masked("***").list("attendees"), ["***"]);
}

/// Texts of what addresses and what stands beside them are made of.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        (0_u16..300, 0_u16..300, 0_u16..300, 0_u16..300).prop_map(|(a, b, c, d)| format!("{a}.{b}.{c}.{d}")),
        any::<[u16; 8]>().prop_map(|parts| std::net::Ipv6Addr::from(parts).to_string()),
        "[0-9a-f:.]{1,12}",
        r"[ :.\[\]/\\，。v_%x-]{1,3}",
        ":[0-9]{1,6}",
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// What reads as an IPv4 address between spaces and signs that are no part of words, loopback aside.
fn addresses_in(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_');
    let is_one = |word: &&str| {
        let address = word.parse::<std::net::Ipv4Addr>();
        address.is_ok_and(|address| !address.is_loopback() && !address.is_unspecified())
    };
    words
        .map(|word| word.trim_end_matches('.'))
        .filter(is_one)
        .collect()
}

proptest! {
    #[test]
    fn every_address_of_another_machine_is_one(parts in any::<[u16; 8]>(), zeros in 0_usize..8) {
        let mut parts = parts;
        parts[zeros / 2..zeros].fill(0);
        let address = std::net::Ipv6Addr::from(parts);
        let written = address.to_string();
        let has_digit = written.bytes().any(|byte| byte.is_ascii_digit());
        prop_assume!(has_digit && !address.is_loopback() && address.to_ipv4().is_none());
        prop_assert_eq!(addresses(&written, false), "x.x.x.x");
    }

    #[test]
    fn masking_twice_is_masking_once(text in text()) {
        let once = addresses(&text, false).into_owned();
        prop_assert_eq!(addresses(&once, false), once.as_str());
    }

    #[test]
    fn no_address_is_left(text in text()) {
        let masked = addresses(&text, false);
        prop_assert_eq!(addresses_in(&masked), Vec::<&str>::new());
    }
}
