package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.port.NodeLeases;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Signs of life in the collection `PresenceNode`, which is the gateway's own: a document per node.
final class MongoNodeLeases implements NodeLeases {
    private static final String RENEWED_AT = "renewedAt";

    private final MongoTable nodes;

    MongoNodeLeases(MongoTables tables) {
        this.nodes = tables.nodes();
    }

    @Override
    public void renew(NodeId node, Instant at) {
        nodes.write(List.of(new UpdateOneModel<>(
                named(node), Updates.set(RENEWED_AT, MongoFields.date(at)), new UpdateOptions().upsert(true))));
    }

    @Override
    public void release(NodeId node) {
        nodes.delete(named(node));
    }

    @Override
    public Map<NodeId, Instant> all() {
        Map<NodeId, Instant> leases = new HashMap<>();
        for (Document document : nodes.find(Filters.empty())) {
            String node = MongoFields.text(document, MongoFields.ID);
            Instant renewedAt = MongoFields.moment(document, RENEWED_AT);
            if (node != null && renewedAt != null) {
                leases.put(new NodeId(node), renewedAt);
            }
        }
        return leases;
    }

    private static Bson named(NodeId node) {
        return Filters.eq(MongoFields.ID, node.value());
    }
}
