using System.CommandLine;
using NovComet.Load.Commands;

var root = new RootCommand("Load for NovComet and its peers: the subscribers, and who touches and publishes.")
{
    new SpreadCommand(),
    new FanOutCommand(),
    new IdleCommand(),
    new FloorCommand(),
    new DeliverCommand(),
    new ResumeCommand(),
    new HeldCommand(),
    new PublishCommand(),
    new ReportCommand(),
};
return root.Parse(args).Invoke();
