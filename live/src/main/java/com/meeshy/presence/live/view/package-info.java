/// What a viewer is told: greeting, snapshots, digests, repairs, and broadcasts of changes.
@NullMarked
package com.meeshy.presence.live.view;

import org.jspecify.annotations.NullMarked;
