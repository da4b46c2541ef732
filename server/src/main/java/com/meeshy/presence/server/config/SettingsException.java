package com.meeshy.presence.server.config;

/// A setting that cannot be used. The message is one sentence for the operator: which setting, what value, what to do.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String sentence) {
        super(sentence);
    }

    SettingsException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static SettingsException of(Setting setting, Object value, String whatToDo) {
        String shown = setting.isSecret() ? "(secret)" : "\"" + value + "\"";
        return new SettingsException(setting.name() + " is " + shown + ": " + whatToDo + ".");
    }
}
