/// What strangers do to a gateway, and whether good people beside them notice. Each
/// [scenario][com.meeshy.presence.bench.hostile.scenario] is one kind of harm; the run starts a gateway for it,
/// lets good people live on it, lets strangers loose from a process of their own, and judges.
@NullMarked
package com.meeshy.presence.bench.hostile;

import org.jspecify.annotations.NullMarked;
