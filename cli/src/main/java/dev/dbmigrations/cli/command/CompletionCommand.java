package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete our commands and options. */
@Command(
        name = "completion",
        customSynopsis = "db-migrations completion bash|zsh",
        description = {
            "Print a script that completes commands and options.%n",
            "bash:  source <(db-migrations completion bash)",
            "zsh:   source <(db-migrations completion zsh)"
        })
public final class CompletionCommand implements Action {
    /** The shells we speak. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Ending run(Call call) {
        String script = AutoComplete.bash("db-migrations", spec.root().commandLine());
        String ownShell = shell == Shell.ZSH ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
        call.surroundings().streams().out().print(ownShell + script);
        return Ending.printed();
    }
}
