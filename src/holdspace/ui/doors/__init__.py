"""What both front doors share: headers, forms, cookies, looks, passkeys, and how often a passphrase may be tried."""
