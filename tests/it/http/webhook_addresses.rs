//! Addresses that webhooks may be sent to, told from those that they may not.

use longdan::http::webhooks::address::is_public;

#[test]
fn public_addresses_are_told_from_others() {
    for (address, public) in [
        ("8.8.8.8", true),
        ("203.162.4.190", true),
        ("127.0.0.1", false),
        ("10.1.2.3", false),
        ("172.16.0.1", false),
        ("172.32.0.1", true),
        ("192.168.1.10", false),
        ("100.64.0.1", false),
        ("169.254.169.254", false),
        ("0.0.0.0", false),
        ("224.0.0.1", false),
        ("255.255.255.255", false),
        ("2001:4860:4860::8888", true),
        ("::1", false),
        ("::", false),
        ("fe80::1", false),
        ("fd00::1", false),
        ("::ffff:10.0.0.1", false),
        ("::ffff:8.8.8.8", true),
        ("64:ff9b::a00:1", false),
        ("2002:a00:1::", false),
        ("2001:db8::1", false),
        ("ff02::1", false),
    ] {
        let address = address.parse().expect("an address");
        assert_eq!(is_public(address), public, "{address}");
    }
}
