using Microsoft.AspNetCore.SignalR;

namespace NovComet.SignalR;

/// <summary>The one hub. All who connect are subscribers.</summary>
internal sealed class MessageHub : Hub;
