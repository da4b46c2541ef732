/// Measurements that anybody can repeat: `./meeshy bench <name>`. Each ends with one line for each goal,
/// `TARGET <name> <value> <unit> <goal> pass` or `… miss` (SPEC §9).
@NullMarked
package com.meeshy.presence.bench;

import org.jspecify.annotations.NullMarked;
