# Completion of kami for PowerShell. What there is to offer the program itself says, so that fields, words, rules and the
# ids of your own policy (--policy, KAMI_POLICY) are those that it would read.

using namespace System.Management.Automation

Register-ArgumentCompleter -Native -CommandName 'kami' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text.Trim("'", '"') })
    & $commandAst.CommandElements[0].Extent.Text __complete @before "$wordToComplete" 2> $null | ForEach-Object {
        $text, $about = $_ -split "`t", 2
        if ($text) {
            if (-not $about) { $about = $text }
            [CompletionResult]::new($text, $text, [CompletionResultType]::ParameterValue, $about)
        } elseif ($about -eq 'files') {
            [CompletionCompleters]::CompleteFilename($wordToComplete)
        }
    }
}
