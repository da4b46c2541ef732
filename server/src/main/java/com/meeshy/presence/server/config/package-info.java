/// What the operator decides: one tree of immutable records, read once from the environment (and a properties file when
/// `CONFIG_FILE` names one), validated while it is built. A wrong value never starts a server: it becomes one sentence.
///
/// Called by `cli`; the tree is handed by `Wiring` to whoever needs a branch of it. Knows no other room.
@NullMarked
package com.meeshy.presence.server.config;

import org.jspecify.annotations.NullMarked;
