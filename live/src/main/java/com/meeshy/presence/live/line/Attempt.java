package com.meeshy.presence.live.line;

import com.meeshy.presence.live.authentication.Credentials;

/// One try of a client to sign in.
///
/// @param whenWrong called when it failed and the same credential would fail again
/// @param whenPresent called on the loop of the line when the session is ready for events
public record Attempt(Credentials credentials, Runnable whenWrong, Runnable whenPresent) {}
