/// What an operator types (SPEC §9). Commands read the settings and either start the gateway, through a hook
/// that `Main` gives, or talk to a running one over its admin routes. Each failure is one sentence on the error
/// output and an exit code: 2 for wrong use or settings, 1 for everything else.
///
/// Called by `Main`; calls `config`, `authentication` for tokens, `store.mongo` to look through a database, and nothing
/// of the running system.
@NullMarked
package com.meeshy.presence.server.cli;

import org.jspecify.annotations.NullMarked;
