/// What every store owes, as contracts: abstract tests that know a [com.meeshy.presence.storage.World] and no
/// database. A store passes when a subclass of each contract passes on its world.
@NullMarked
package com.meeshy.presence.storage;

import org.jspecify.annotations.NullMarked;
