namespace NovComet.Web.Access;

/// <summary>Who may do what, as the configuration says it.</summary>
/// <param name="Jwt">Whose tokens are believed; null where users cannot sign in.</param>
/// <param name="Keys">The publishers' keys.</param>
/// <param name="Rules">The rules, in their order.</param>
/// <param name="Mistakes">What cannot be read, each with what to write instead. With any of them the gateway does not start.</param>
internal sealed record AccessSettings(JwtSettings? Jwt, IReadOnlyList<AccessKey> Keys, IReadOnlyList<Rule> Rules, IReadOnlyList<string> Mistakes)
{
    /// <summary>Whether anybody can say who they are.</summary>
    public bool HasSignIn => Jwt is not null || Keys.Count > 0;
}
