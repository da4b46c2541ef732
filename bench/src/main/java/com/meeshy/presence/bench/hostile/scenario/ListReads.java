package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.load.Timing;

/// Insiders who read lists without a pause.
final class ListReads implements Scenario {
    @Override
    public String name() {
        return "list-reads";
    }

    @Override
    public String says() {
        return "3 insiders read the members of a global conversation of 5 000 and their own lists, 8 requests at a time";
    }

    @Override
    public int crowd() {
        return 5_000;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        String[] paths = {
            "/api/conversations/" + Town.global() + "/participants?limit=1",
            "/api/conversations/" + Town.global() + "/participants?onlineOnly=true&limit=1",
            "/api/conversations",
            "/api/conversations/" + Town.global(),
            "/api/conversations/" + Town.global() + "/participants?search=person&limit=1"
        };
        ground.together(24, stranger -> {
            Http http = new Http(ground.wire(stranger));
            String token = ground.identity().token(Town.insider(stranger % 3));
            for (int i = stranger; !ground.isOver(); i++) {
                Http.Answer answer = http.get(paths[i % paths.length], "Authorization: Bearer " + token + "\r\n");
                ground.figures().count("answered " + answer.status());
                if (answer.status() == 200) {
                    ground.figures().most("largest answer", answer.body().length());
                }
            }
        });
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("sign-in p95", outcome.good().crowd().millis(Timing.LOGIN, 95), "ms", 100);
        verdict.atLeast("lists read", outcome.figure("answered 200"), "", 1);
    }
}
