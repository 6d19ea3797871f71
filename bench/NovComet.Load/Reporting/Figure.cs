using System.Globalization;

namespace NovComet.Load.Reporting;

/// <summary>How figures are written, the same in every table.</summary>
internal static class Figure
{
    public const string None = "";

    public static string Plain(double? value) => value is { } number ? number.ToString("#,0", CultureInfo.InvariantCulture) : None;

    public static string Fine(double? value) => value is { } number ? number.ToString("#,0.0", CultureInfo.InvariantCulture) : None;

    /// <summary>Microseconds, in the unit that a person would say.</summary>
    public static string Time(double? microseconds) => microseconds switch
    {
        null => None,
        < 10 => $"{Fine(microseconds)} µs",
        < 1_000 => $"{Plain(microseconds)} µs",
        < 1_000_000 => $"{Fine(microseconds / 1_000)} ms",
        _ => $"{(microseconds.Value / 1_000_000).ToString("0.00", CultureInfo.InvariantCulture)} s",
    };

    public static string Percent(double? value) => value is null ? None : Fine(value) + " %";
}
