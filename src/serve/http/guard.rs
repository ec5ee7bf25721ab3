//! Does a request mean this server, and come from it?
//!
//! A page from elsewhere can have its own name point to 127.0.0.1 (DNS rebinding) and then read what is served here, for
//! to the browser it is one origin. It cannot choose the `Host` that the browser sends.

use std::net::{IpAddr, SocketAddr};

/// The names that requests may call this server by.
#[derive(Debug, Clone, Copy)]
pub struct Guard {
    bound: IpAddr,
}

impl Guard {
    /// The guard of a server that listens on `addr`.
    pub fn new(addr: SocketAddr) -> Guard {
        Guard { bound: addr.ip() }
    }

    /// Whether `host`, a `Host` header, names this server: `localhost`, 127.0.0.1, `[::1]` or the bound address, with
    /// any port (a tunnel may have another). A server bound to all addresses can be called by any address, but by no
    /// name, for an address needs no DNS.
    pub fn host(&self, host: &str) -> bool {
        let Some(name) = without_port(host) else {
            return false;
        };
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let Ok(ip) = bare.unwrap_or(name).parse::<IpAddr>() else {
            return false;
        };
        ip.is_ipv6() == bare.is_some()
            && (ip.to_string() == "127.0.0.1"
                || ip.to_string() == "::1"
                || ip == self.bound
                || self.bound.is_unspecified())
    }

    /// Whether `origin`, an `Origin` header, is a page of this server.
    pub fn origin(&self, origin: &str) -> bool {
        let host = origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"));
        host.is_some_and(|host| self.host(host))
    }
}

/// The host without `:port`; `None` where the port is no number.
fn without_port(host: &str) -> Option<&str> {
    let end = host.rfind(']').map_or(0, |at| at + 1);
    let Some(colon) = host.get(end..)?.find(':') else {
        return Some(host);
    };
    let (name, port) = host.split_at(end + colon);
    port.get(1..)?.parse::<u16>().is_ok().then_some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn guard(addr: &str) -> Guard {
        Guard::new(addr.parse().unwrap())
    }

    #[test]
    fn only_the_names_of_this_machine_are_let_in() {
        let local = guard("127.0.0.1:8080");
        for host in [
            "localhost",
            "LOCALHOST:8080",
            "localhost:9000",
            "127.0.0.1:8080",
            "127.0.0.1",
            "[::1]:8080",
            "[::1]",
        ] {
            assert!(local.host(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8080",
            "localhost.evil.example",
            "localhost:8080.evil.example",
            "127.0.0.1.evil.example:8080",
            "127.0.0.1:",
            "127.0.0.1:99999",
            "evil@localhost",
            "192.168.1.5:8080",
            "::1",
            "[127.0.0.1]",
            "[::1]x",
            "localhost ",
            "127.1",
            "2130706433",
        ] {
            assert!(!local.host(host), "{host}");
        }
    }

    #[test]
    fn other_addresses_are_let_in_when_they_were_bound() {
        assert!(guard("192.168.1.5:8080").host("192.168.1.5:8080"));
        assert!(!guard("192.168.1.5:8080").host("192.168.1.6:8080"));
        assert!(guard("0.0.0.0:8080").host("10.0.0.3:8080"));
        assert!(guard("[::]:8080").host("[fe80::1]:8080"));
        assert!(!guard("0.0.0.0:8080").host("office.example:8080"));
    }

    #[test]
    fn an_origin_is_a_page_of_this_server() {
        let local = guard("127.0.0.1:8080");
        assert!(local.origin("http://localhost:8080"));
        for origin in [
            "null",
            "https://evil.example",
            "file://",
            "http://127.0.0.1:8080/x",
            "localhost",
        ] {
            assert!(!local.origin(origin), "{origin}");
        }
    }
}
