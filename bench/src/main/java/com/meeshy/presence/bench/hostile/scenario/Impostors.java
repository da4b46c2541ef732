package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import java.io.IOException;
import java.util.List;

/// Guests who want to look like a member.
final class Impostors implements Scenario {
    /// All of them look like `Person 2000`, who is a member, or hide something in it.
    private static final List<String> NAMES = List.of(
            "Person 2000",
            "PERSON 2000",
            "  person   2000 ",
            "Ｐｅｒｓｏｎ　２０００",
            "Person\u200b 2000",
            "Pers\u00adon 2000",
            "\u202e0002 nosreP",
            "Person 2000\u2060",
            "Person\u00a02000",
            "Person\u0007 2000",
            "Person 2000\ufe0f",
            "Person\ufeff 2000",
            "Person 20\u034f00");

    @Override
    public String name() {
        return "impostors";
    }

    @Override
    public String says() {
        return "guests who come under the shown name of a member, in 13 spellings that look alike";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(NAMES.size() * 2, stranger -> {
            int which = stranger / 2;
            String name = NAMES.get(which);
            int space = name.strip().indexOf(' ');
            String body = stranger % 2 == 0 || space < 0
                    ? "{\"username\":\"" + escaped(name) + "\"}"
                    : "{\"username\":\"impostor" + which + "\",\"firstName\":\""
                            + escaped(name.strip().substring(0, space)) + "\",\"lastName\":\""
                            + escaped(name.strip().substring(space + 1)) + "\"}";
            tries(ground, stranger, which, body);
        });
    }

    private static void tries(Ground ground, int stranger, int which, String body) throws IOException {
        try (var wire = ground.wire(stranger)) {
            int status = new Http(wire.patience(5))
                    .post("/api/anonymous/join/" + Town.LINK, "Content-Type: application/json\r\n", body)
                    .status();
            ground.figures().count("answered " + status);
            if (status == 201) {
                ground.figures().count("let in with name " + which + (stranger % 2 == 0 ? "" : " in two parts"));
            }
        }
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (char each : name.toCharArray()) {
            escaped.append(each < 0x80 && each >= ' ' ? Character.toString(each) : "\\u%04x".formatted((int) each));
        }
        return escaped.toString();
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("let in", outcome.figure("answered 201"), "", 0);
        verdict.atLeast("refused", outcome.figure("answered 409") + outcome.figure("answered 400"), "", NAMES.size());
    }
}
