using System.CommandLine;
using NovComet.Web.Commands;
using NovComet.Web.Gateway;

// Before the first socket is made.
SocketTuning.Apply();

// Settings of the configuration, such as --urls=… and --NovComet:Sleep=…, may stand anywhere; the rest is the command.
(string[] settings, string[] command) = SettingArguments.Split(args);

// Settings do not change while the program runs, and to watch their files would take an inotify instance, of which none may be left.
settings = ["--hostBuilder:reloadConfigOnChange=false", .. settings];

var root = new RootCommand("NovComet: channels are files, a touch is a publish. Without a command it serves. "
    + "Every setting of the configuration can be given, such as --NovComet:Directory=/dev/shm/novcomet.")
{
    ServeCommand.Create(settings),
    TouchCommand.Create(settings),
    PublishCommand.Create(settings),
    SubscribeCommand.Create(settings),
    ReplayCommand.Create(settings),
    DoctorCommand.Create(settings),
};
root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(settings, cancellationToken));

return await root.Parse(command).InvokeAsync();
