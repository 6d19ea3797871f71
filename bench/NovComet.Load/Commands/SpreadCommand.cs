using System.CommandLine;
using NovComet.Load.Reporting;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

internal sealed class SpreadCommand : ScenarioCommand
{
    private readonly WarmUpOptions _warmUp;
    private readonly Option<int?> _channels = new("--channels") { Description = "channels; as many as polls if not given" };
    private readonly Option<double> _rate = new("--rate") { Description = "touches a second", DefaultValueFactory = _ => 200 };
    private readonly Option<double> _length = Seconds("--seconds", 12, "of touching; less than a hold");

    public SpreadCommand() : base("spread", "many channels, touched one by one: touch to answer")
    {
        _warmUp = new WarmUpOptions(this);
        Options.Add(_channels);
        Options.Add(_rate);
        Options.Add(_length);
        Options.Add(Hold);
    }

    protected override IEnumerable<LoadResult> MeasureTouches(LoadTarget target, ParseResult parsed)
    {
        var polls = parsed.GetValue(Polls);
        return new SpreadScenario(
            target, polls, parsed.GetValue(_channels) ?? polls, parsed.GetValue(_rate), Time(parsed, _length),
            Time(parsed, Hold), _warmUp.Read(parsed, Time(parsed, Rest)), Time(parsed, Patience)).Run();
    }
}
