using System.CommandLine;
using NovComet.Load.Messages;
using NovComet.Load.Messages.Scenarios;
using NovComet.Load.Reporting;

namespace NovComet.Load.Commands;

internal sealed class DeliverCommand : MessageCommand
{
    private readonly WarmUpOptions _warmUp;
    private readonly Option<int> _publishers = new("--publishers") { Description = "connections that publish", DefaultValueFactory = _ => 16 };
    private readonly Option<int> _ahead = new("--ahead")
    {
        Description = "messages that publishers may be ahead of the slowest subscriber; fewer than the server retains",
        DefaultValueFactory = _ => 64,
    };

    private readonly Option<int> _rounds = new("--rounds") { Description = "messages that leave alone", DefaultValueFactory = _ => 50 };
    private readonly Option<double> _pause = Seconds("--pause", 0, "before each of them");
    private readonly Option<double> _length = Seconds("--seconds", 6, "of publishing as fast as can be");

    public DeliverCommand() : base("deliver", "all subscribers on one channel: messages delivered a second")
    {
        _warmUp = new WarmUpOptions(this);
        _ahead.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or >= MessageLedger.MostOnTheirWay)
                result.AddError($"--ahead must be between 1 and {MessageLedger.MostOnTheirWay - 1}.");
        });
        foreach (var option in new Option[] { Subscribers, _publishers, _ahead, _rounds, _pause, _length }) Options.Add(option);
    }

    protected override IEnumerable<LoadResult> Measure(MessageTarget target, ParseResult parsed)
    {
        var warmUp = _warmUp.Read(parsed, Time(parsed, Rest));
        return new DeliveryScenario(
            target, parsed.GetValue(Subscribers), parsed.GetValue(_publishers), parsed.GetValue(_ahead), parsed.GetValue(_rounds),
            Time(parsed, _pause), Time(parsed, _length), warmUp.Answers, warmUp.AtMost, warmUp.Rest, Time(parsed, Patience)).Run();
    }
}
