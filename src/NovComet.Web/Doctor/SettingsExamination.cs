using Microsoft.Extensions.Options;
using NovComet.Web.Commands;

namespace NovComet.Web.Doctor;

internal sealed class SettingsExamination(IOptions<NovCometOptions> options)
{
    /// <summary>The settings; null where they have mistakes.</summary>
    public NovCometOptions? Options { get; private set; }

    public IReadOnlyList<Finding> Run()
    {
        try
        {
            Options = options.Value;
            return [new Finding(Verdict.Fine, "Settings", $"a poll is held for {Options.Hold} ({Options.Tries} × {Options.Sleep}); detection {Options.Detection}")];
        }
        catch (OptionsValidationException error)
        {
            return [.. error.Failures.Select(mistake => new Finding(Verdict.Bad, "Settings", mistake))];
        }
        catch (InvalidOperationException error) when (Failure.IsUnreadableSetting(error))
        {
            return [new Finding(Verdict.Bad, "Settings", error.Message)];
        }
    }
}
