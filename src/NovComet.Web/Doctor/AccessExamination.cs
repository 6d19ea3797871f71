using NovComet.Web.Access;

namespace NovComet.Web.Doctor;

/// <summary>Whether whoever reaches the gateway may subscribe and publish.</summary>
internal static class AccessExamination
{
    private const string Advice = "Say by NovComet:Rules who may subscribe and publish where, or by NovComet:Keys who may publish; see docs/security.md.";

    public static Finding Run(AccessSettings access, IConfiguration configuration)
    {
        bool isOpen = access.Rules.Count == 0 && access.Keys.Count == 0;
        if (!isOpen)
            return new Finding(Verdict.Fine, "Access rules", $"{access.Rules.Count} rules, {access.Keys.Count} keys, {(access.Jwt is null ? "no sign-in of users" : "users sign in by JWT")}{(access.Rules.Count == 0 ? "; everybody may subscribe" : "")}");
        return IsForThisMachineAlone(configuration)
            ? new Finding(Verdict.Fine, "Access rules", "open: whoever reaches the gateway may subscribe and publish, and only this machine does")
            : new Finding(Verdict.Doubtful, "Access rules", "open: whoever reaches the gateway may subscribe and publish, and it listens beyond this machine", Advice);
    }

    // Without any of these settings it listens on localhost.
    private static bool IsForThisMachineAlone(IConfiguration configuration) =>
        configuration["http_ports"] is null
        && configuration["https_ports"] is null
        && Urls(configuration).All(url => BindingAddress.Parse(url).Host is "localhost" or "[::1]" or "127.0.0.1");

    private static IEnumerable<string> Urls(IConfiguration configuration) =>
        (configuration["urls"] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "http://*"));
}
