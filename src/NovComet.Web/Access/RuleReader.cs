namespace NovComet.Web.Access;

/// <summary>Reads <c>NovComet:Rules</c>.</summary>
internal static class RuleReader
{
    private const int Most = 1000;
    private const string Usage = "write everybody, users, nobody, user:<id> or key:<name>, several with commas between.";

    private static readonly string[] s_known = ["Channels", "Subscribe", "Publish"];

    public static IReadOnlyList<Rule> Read(IConfigurationSection section, bool hasUsers, KeyRing keys, List<string> mistakes)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (section.Value is not null) mistakes.Add($"{section.Path} is a value: write a list of rules, each with Channels, Subscribe and Publish.");
        if (children.Length > Most) mistakes.Add($"{section.Path} has {children.Length} rules: write at most {Most}.");
        return [.. children.Take(Most).Select(child => ReadOne(child, hasUsers, keys, mistakes))];
    }

    private static Rule ReadOne(IConfigurationSection section, bool hasUsers, KeyRing keys, List<string> mistakes)
    {
        AccessSettingsReader.Refuse(section, s_known, mistakes);
        ChannelPattern[]? channels = AccessSettingsReader.Patterns(section.GetSection("Channels"), mistakes);
        if (channels is null) mistakes.Add($"{section.Path} has no Channels: write a pattern, such as news.*, or a list of them.");
        return new Rule(channels ?? [], RightOf(section.GetSection("Subscribe")), RightOf(section.GetSection("Publish")));

        Right RightOf(IConfigurationSection setting)
        {
            if (!setting.Exists()) return Right.None;
            var right = Right.Parse(setting.Value ?? "");
            if (right.Words.Count == 0) mistakes.Add($"{setting.Path} is empty: {Usage}");
            mistakes.AddRange(right.Words.Select(word => MistakeIn(word, hasUsers, keys)).OfType<string>().Select(mistake => $"{setting.Path} {mistake}"));
            return right;
        }
    }

    private static string? MistakeIn(string word, bool hasUsers, KeyRing keys)
    {
        bool isOfUsers = word is Right.Users || (word.StartsWith(Right.UserPrefix, StringComparison.Ordinal) && word.Length > Right.UserPrefix.Length);
        if (isOfUsers) return hasUsers ? null : $"speaks of users ('{word}'), but nobody can sign in: set NovComet:Jwt.";
        if (word.StartsWith(Right.KeyPrefix, StringComparison.Ordinal))
            return keys.ByName(word[Right.KeyPrefix.Length..]) is null ? $"has '{word}', but NovComet:Keys has no key of that name." : null;
        return word is Right.Everybody or Right.Nobody ? null : $"has '{word}': {Usage}";
    }
}
