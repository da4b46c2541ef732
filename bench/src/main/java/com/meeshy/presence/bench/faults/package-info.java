/// What stands beside a gateway while faults are tried on it (`./meeshy test --faults`): a database server that
/// can be stopped, and another program that has the SQLite file. Each is a process of its own, started by the
/// launcher.
@NullMarked
package com.meeshy.presence.bench.faults;

import org.jspecify.annotations.NullMarked;
