"""curl's options: which take a value, so that the value is not taken for a URL. From curl's own ``--help all``."""

from kaspi_doctor.lint.reading._command_lines import OptionTable

_WITH_VALUE = """
    abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
    connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary
    data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header
    ech egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account
    ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip
    header help hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time
    key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize
    max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey
    preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type
    proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey
    proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0
    pubkey quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time
    sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit
    speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser
    trace trace-ascii trace-config unix-socket upload-file url url-query user user-agent variable vlan-priority
    write-out
"""
OPTIONS = OptionTable(
    with_value=frozenset(_WITH_VALUE.split()),
    alone=frozenset({"get", "head", "insecure", "globoff", "next", "include", "silent", "compressed", "location"}),
    short_with_value=frozenset("EKCbcdDFPHhmoUQreXYytzTuAwx"),
    short_names={
        "A": "user-agent", "H": "header", "X": "request", "d": "data", "F": "form", "G": "get", "I": "head",
        "T": "upload-file", "b": "cookie", "e": "referer", "g": "globoff", "k": "insecure", "m": "max-time",
        "u": "user", ":": "next",
    },
)  # fmt: skip
