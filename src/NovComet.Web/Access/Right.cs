namespace NovComet.Web.Access;

/// <summary>Whom a rule lets do something: <c>everybody</c>, <c>users</c>, <c>nobody</c>, <c>user:&lt;id&gt;</c>, <c>key:&lt;name&gt;</c>, or several of these with commas between.</summary>
internal sealed class Right(IReadOnlyList<string> words)
{
    public const string Everybody = "everybody";
    public const string Users = "users";
    public const string Nobody = "nobody";
    public const string UserPrefix = "user:";
    public const string KeyPrefix = "key:";

    public static Right None { get; } = new([Nobody]);

    /// <summary>Each of them, as it was written.</summary>
    public IReadOnlyList<string> Words => words;

    public static Right Parse(string text) =>
        new(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public bool Covers(Asker asker) => words.Any(word => Covers(word, asker));

    private static bool Covers(string word, Asker asker) => word switch
    {
        Everybody => true,
        Users => asker.UserId is not null,
        _ when word.StartsWith(UserPrefix, StringComparison.Ordinal) => string.Equals(asker.UserId, word[UserPrefix.Length..], StringComparison.Ordinal),
        _ when word.StartsWith(KeyPrefix, StringComparison.Ordinal) => string.Equals(asker.Key?.Name, word[KeyPrefix.Length..], StringComparison.Ordinal),
        _ => false,
    };
}
