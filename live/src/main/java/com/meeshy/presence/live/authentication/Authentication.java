package com.meeshy.presence.live.authentication;

/// The answer to a credential: somebody, or a reason why not.
public sealed interface Authentication permits Verified, Rejected {}
