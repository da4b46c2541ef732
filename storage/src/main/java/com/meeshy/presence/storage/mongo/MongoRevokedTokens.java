package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.RevokedTokens;
import com.meeshy.presence.storage.model.Revocation;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Revoked tokens in the collection `PresenceRevokedToken`, which is the gateway's own. The id of a document is the
/// token's as text, or the user's.
final class MongoRevokedTokens implements RevokedTokens {
    private static final String ISSUED_BEFORE = "issuedBefore";
    private static final String EXPIRES_AT = "expiresAt";

    private final MongoTable revoked;

    MongoRevokedTokens(MongoTables tables) {
        this.revoked = tables.revoked();
    }

    @Override
    public void add(Revocation revocation) {
        switch (revocation) {
            case Revocation.OfToken token ->
                upsert(
                        Filters.eq(MongoFields.ID, token.tokenId()),
                        Updates.set(EXPIRES_AT, MongoFields.date(token.expiresAt())));
            case Revocation.OfUser user ->
                upsert(MongoFields.hasId(user.userId()), Updates.max(ISSUED_BEFORE, MongoFields.date(user.before())));
        }
    }

    private void upsert(Bson which, Bson change) {
        revoked.write(List.of(new UpdateOneModel<>(which, change, new UpdateOptions().upsert(true))));
    }

    @Override
    public List<Revocation> all() {
        List<Revocation> all = new ArrayList<>();
        for (Document document : revoked.find(Filters.empty())) {
            String token = MongoFields.text(document, MongoFields.ID);
            ObjectId user = MongoFields.id(document, MongoFields.ID);
            Instant before = MongoFields.moment(document, ISSUED_BEFORE);
            if (token != null) {
                all.add(new Revocation.OfToken(token, MongoFields.moment(document, EXPIRES_AT)));
            } else if (user != null && before != null) {
                all.add(new Revocation.OfUser(user, before));
            }
        }
        return all;
    }

    @Override
    public void forgetExpired(Instant now) {
        revoked.delete(Filters.lt(EXPIRES_AT, MongoFields.date(now)));
    }
}
