package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.NodeId;
import java.time.Instant;
import java.util.Map;

/// Signs of life of the nodes, so that the moment of a node's death is known to those who come after it. Calls may
/// block and may throw [StoreException].
public interface NodeLeases {
    /// Records that the node lives at this moment, by its own clock; also when that was set back: a node lives as
    /// long as its sign is seen to change.
    void renew(NodeId node, Instant at);

    /// Forgets a node: it stopped cleanly, or its participants have been taken care of.
    void release(NodeId node);

    /// Every node on record with its last sign of life.
    Map<NodeId, Instant> all();
}
