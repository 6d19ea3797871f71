using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace NovComet.Web.Gateway;

/// <summary>
/// Answers run on the thread that has them ready, instead of being handed from one to the next: half as many answers again, and
/// less memory per held poll. It suits this program, in which nothing blocks. The runtime reads its part
/// from the environment; whoever sets <c>DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=0</c> there switches both parts off.
/// </summary>
internal static class SocketTuning
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private static bool IsOn => Environment.GetEnvironmentVariable(Variable) is "1";

    public static void Apply()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null) Environment.SetEnvironmentVariable(Variable, "1");
    }

    public static void Configure(SocketTransportOptions sockets) => sockets.UnsafePreferInlineScheduling = IsOn;
}
