using Microsoft.Extensions.Logging;

namespace NovComet.Client.Subscribing;

/// <summary>What a subscription tells the log.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(200, LogLevel.Information, "The subscription to {Gateway} was interrupted: {Reason} It goes on in {Wait}.")]
    public static partial void Interrupted(ILogger logger, string gateway, string reason, TimeSpan wait);

    [LoggerMessage(201, LogLevel.Warning, "The subscription to {Gateway} goes by long-polling: {Reason}")]
    public static partial void Polls(ILogger logger, string gateway, string reason);
}
