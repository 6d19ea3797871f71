using System.Security.Cryptography;

namespace NovComet.Web.Chat;

/// <summary>
/// Who a browser says that it is in the chat: a name, not an account. The cookie has the name and a secret of this browser.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Secret">What proves it.</param>
internal sealed record ChatVisitor(string Name, string Secret)
{
    private const string Cookie = "novcomet-chat";
    private const char Separator = '.';

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    /// <summary>Somebody who takes a name for the first time.</summary>
    public static ChatVisitor New(string name) => new(name, RandomNumberGenerator.GetHexString(32, lowercase: true));

    /// <summary>Who the request's cookie says that it is; null where it has none. Nothing is proved yet.</summary>
    public static ChatVisitor? Of(HttpRequest request)
    {
        if (request.Headers.Cookie.Count == 0 || request.Cookies[Cookie] is not { } cookie) return null;
        int end = cookie.IndexOf(Separator, StringComparison.Ordinal);
        return end > 0 && ChatWord.Read(cookie[(end + 1)..]) is { } name ? new ChatVisitor(name, cookie[..end]) : null;
    }

    /// <summary>Lets the browser keep it.</summary>
    public void Remember(HttpContext context) => context.Response.Cookies.Append(Cookie, Secret + Separator + Name, OptionsFor(context.Request, s_kept));

    /// <summary>Lets the browser forget it.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Cookie, OptionsFor(context.Request, null));

    private static CookieOptions OptionsFor(HttpRequest request, TimeSpan? kept) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = request.PathBase.HasValue ? request.PathBase.Value : "/",
        MaxAge = kept,
    };
}
