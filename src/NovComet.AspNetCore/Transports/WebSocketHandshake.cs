using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// The opening handshake of a WebSocket: by an upgrade (RFC 6455), or by HTTP/2's extended CONNECT (RFC 8441). The application needs no
/// middleware for it.
/// </summary>
internal static class WebSocketHandshake
{
    /// <summary>The sub-protocol, for clients that ask for it.</summary>
    public const string SubProtocol = "novcomet.v1";

    private const string Version = "13";
    private const int KeyBytes = 16;

    /// <summary>Whether a request asks for a WebSocket.</summary>
    public static bool IsAsked(HttpContext context) =>
        ConnectOf(context) is not null
        || (HttpMethods.IsGet(context.Request.Method)
            && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && context.Request.Headers.GetCommaSeparatedValues(HeaderNames.Upgrade).Contains("websocket", StringComparer.OrdinalIgnoreCase));

    /// <summary>Checks a request that asks for one.</summary>
    /// <returns>Whether it can be had; the refusal also names the version that is spoken here.</returns>
    public static bool IsValid(HttpContext context, out int status, [NotNullWhen(false)] out string? mistake)
    {
        IHeaderDictionary headers = context.Request.Headers;
        (status, mistake) = (StatusCodes.Status200OK, null);
        if (headers.SecWebSocketVersion != Version)
        {
            context.Response.Headers.SecWebSocketVersion = Version;
            (status, mistake) = (StatusCodes.Status426UpgradeRequired, "This WebSocket version is not spoken here: use version 13.");
        }
        else if (ConnectOf(context) is null && !IsKey(headers.SecWebSocketKey))
        {
            (status, mistake) = (StatusCodes.Status400BadRequest, "The Sec-WebSocket-Key is not 16 bytes in Base64.");
        }

        return mistake is null;
    }

    /// <summary>Accepts it.</summary>
    /// <returns>The connection, and the sub-protocol that was agreed on.</returns>
    public static async ValueTask<(Stream Stream, string? SubProtocol)> AcceptAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        string? subProtocol = context.Request.Headers.GetCommaSeparatedValues(HeaderNames.SecWebSocketProtocol).Contains(SubProtocol, StringComparer.Ordinal)
            ? SubProtocol
            : null;
        if (subProtocol is not null) headers.SecWebSocketProtocol = subProtocol;
        if (ConnectOf(context) is { } connect)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return (await connect.AcceptAsync(), subProtocol);
        }

        headers.Upgrade = "websocket";
        headers.Connection = HeaderNames.Upgrade;
        headers.SecWebSocketAccept = AcceptOf(context.Request.Headers.SecWebSocketKey.ToString());
        return (await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync(), subProtocol);
    }

    private static IHttpExtendedConnectFeature? ConnectOf(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect
        && string.Equals(connect.Protocol, "websocket", StringComparison.OrdinalIgnoreCase)
            ? connect
            : null;

    private static bool IsKey(string? key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 2];
        return key is not null && Convert.TryFromBase64String(key, bytes, out int length) && length == KeyBytes;
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6455, section 4.2.2, asks for SHA-1: it proves that a WebSocket server answers, and protects nothing.")]
    private static string AcceptOf(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
