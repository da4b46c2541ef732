package com.meeshy.presence.server.gateway;

import com.meeshy.presence.server.authentication.Credentials;

/// One try of a client to sign in.
///
/// @param whenWrong called when it failed and the same credential would fail again
record Attempt(Credentials credentials, Runnable whenWrong) {}
