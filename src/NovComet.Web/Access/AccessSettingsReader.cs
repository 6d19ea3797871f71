namespace NovComet.Web.Access;

/// <summary>Reads <c>NovComet:Jwt</c>, <c>NovComet:Keys</c> and <c>NovComet:Rules</c>, and collects all mistakes in them.</summary>
internal static class AccessSettingsReader
{
    public static AccessSettings Read(IConfiguration configuration)
    {
        List<string> mistakes = [];
        IConfigurationSection section = configuration.GetSection(NovCometOptions.SectionName);
        IConfigurationSection signIn = section.GetSection("Jwt");
        JwtSettings? jwt = JwtReader.Read(signIn, mistakes);
        IReadOnlyList<AccessKey> keys = KeyReader.Read(section.GetSection("Keys"), mistakes);
        IReadOnlyList<Rule> rules = RuleReader.Read(section.GetSection("Rules"), signIn.Exists(), new KeyRing(keys), mistakes);
        return new AccessSettings(jwt, keys, rules, mistakes);
    }

    /// <summary>Names each member of a section that nobody reads: most likely it is spelt wrong, and would be passed over in silence.</summary>
    public static void Refuse(IConfigurationSection section, string[] known, List<string> mistakes) =>
        mistakes.AddRange(
            from child in section.GetChildren()
            where !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
            select $"{child.Path} is no setting: use {string.Join(", ", known)}.");

    /// <summary>Reads one pattern, or a list of them.</summary>
    /// <returns>The patterns; null where there are none.</returns>
    public static ChannelPattern[]? Patterns(IConfigurationSection section, List<string> mistakes)
    {
        string[] texts = section.Value is { } one ? [one] : [.. section.GetChildren().Select(child => child.Value ?? "")];
        foreach (string text in texts.Where(text => text.Length is 0 or > ChannelPattern.MostLength))
            mistakes.Add($"{section.Path} has '{text}': write a channel's name of 1 to {ChannelPattern.MostLength} characters, with * for any characters, such as news.*.");
        return texts.Length == 0 ? null : [.. texts.Where(text => text.Length > 0).Select(text => new ChannelPattern(text))];
    }
}
