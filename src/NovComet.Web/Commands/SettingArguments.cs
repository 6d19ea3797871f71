namespace NovComet.Web.Commands;

/// <summary>
/// Tells the settings of the configuration on a command line from the command itself. A setting is <c>--Section:Name=value</c> or
/// <c>--Section:Name value</c>, or one of the few names without a section that every .NET host knows.
/// </summary>
internal static class SettingArguments
{
    private static readonly HashSet<string> s_hostSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        "--urls", "--http_ports", "--https_ports", "--environment", "--contentRoot",
    };

    public static (string[] Settings, string[] Command) Split(string[] arguments)
    {
        List<string> settings = [];
        List<string> command = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            string name = argument.Split('=', 2)[0];
            if (!IsSetting(name))
            {
                command.Add(argument);
                continue;
            }

            settings.Add(argument);
            if (name.Length == argument.Length && i + 1 < arguments.Length) settings.Add(arguments[++i]);
        }

        return ([.. settings], [.. command]);
    }

    private static bool IsSetting(string name) =>
        s_hostSettings.Contains(name) || (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal));
}
