using System.CommandLine;
using NovComet.Load.Commands;

var root = new RootCommand("Load for NovComet and for whatever speaks its long-poll: the subscribers, and the process that touches.")
{
    new SpreadCommand(),
    new FanOutCommand(),
    new IdleCommand(),
    new FloorCommand(),
    new ReportCommand(),
};
return root.Parse(args).Invoke();
