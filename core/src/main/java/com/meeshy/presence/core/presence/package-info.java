/// The rule of presence: one participant's state and its pure transition. No clock, no thread, no I/O.
///
/// Which paragraph of SPEC §3 is where:
///
/// | § | flow | here |
/// |---|---|---|
/// | 1 | connect, further connections | [PresenceEvent.Connected] |
/// | 2 | activity, one record in 60 s | [PresenceEvent.Active], [Presence#isThrottled] |
/// | 3 | refresh of viewers | [PresenceEvent.Active], [PresenceEvent.RefreshDue] |
/// | 4, 5 | goodbyes and other ends, grace | [PresenceEvent.Closed], [Ending], [Grace], [PresenceEvent.GraceElapsed] |
/// | 6, 7 | death of a node, sweep | [PresenceEvent.Abandoned] |
/// | 8 | drain | [PresenceEvent.NodeStopping], [PresenceEvent.HandedOver] |
/// | 9, 10 | large conversations, storms | not here: `audience` decides who hears of a change and how often |
///
/// Called by the shard of the participant, in package `tracker`.
@NullMarked
package com.meeshy.presence.core.presence;

import org.jspecify.annotations.NullMarked;
